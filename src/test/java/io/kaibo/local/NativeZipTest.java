package io.kaibo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeZipTest {
    private static final int HEADER = 64;

    @TempDir
    Path directory;

    @Test
    void theVersionsOfEveryLibraryAreRead() {
        assertThat(NativeZip.versions(elf(List.of("GLIBC_2.2.5", "GLIBC_2.34"), List.of("ZLIB_1.2"))))
                .containsExactly("GLIBC_2.2.5", "GLIBC_2.34", "ZLIB_1.2");
    }

    @Test
    void whatAsksForNoMoreThanAmazonLinux2023HasIsTaken() throws IOException {
        Path zip = zip(elf(List.of("GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_2.9"), List.of("ZLIB_9.99")));

        assertThatNoException().isThrownBy(() -> NativeZip.requireThatLambdaStarts(zip));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLIBC_2.35", "GLIBC_2.38", "GLIBC_2.100", "GLIBC_3.0", "GLIBC_ABI_DT_RELR"})
    void whatAsksForMoreIsRefusedAndTheContainerBuildIsNamed(String version) throws IOException {
        Path zip = zip(elf(List.of("ZLIB_1.2"), List.of("GLIBC_2.34", version)));

        assertThatThrownBy(() -> NativeZip.requireThatLambdaStarts(zip))
                .isInstanceOf(StartException.class)
                .hasMessage("%s would not start on Lambda: its binary asks for %s, and provided.al2023 has glibc 2.34."
                                .formatted(zip, version)
                        + " Build it in a container: ./mvnw -Dnative package -Dquarkus.native.container-build=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#!/bin/sh", "\u007fELF", "\u007fELF\u0002\u0001 cut off"})
    void whatIsNoBinaryForLinuxIsRefused(String binary) throws IOException {
        Path zip = zip(binary.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> NativeZip.requireThatLambdaStarts(zip))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is no 64-bit ELF binary for Linux")
                .hasMessageContaining("-Dquarkus.native.container-build=true");
    }

    private Path zip(byte[] bootstrap) throws IOException {
        Path zip = directory.resolve("function.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("bootstrap"));
            entries.write(bootstrap);
        }
        return zip;
    }

    /** As small as it can be: the ELF header, the headers of no section, of .gnu.version_r and of .dynstr, and these two. */
    private static byte[] elf(List<String> ofOneLibrary, List<String> ofAnother) {
        ByteBuffer elf = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        int needed = 4 * HEADER;
        int names = needed + 1024;
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        elf.putLong(0x28, HEADER).putShort(0x3a, (short) HEADER).putShort(0x3c, (short) 3);
        elf.putInt(2 * HEADER + 4, 0x6ffffffe).putLong(2 * HEADER + 0x18, needed);
        elf.putInt(2 * HEADER + 0x28, 2).putInt(2 * HEADER + 0x2c, 2);
        elf.putLong(3 * HEADER + 0x18, names);
        int library = needed;
        int name = 1;
        for (List<String> versions : List.of(ofOneLibrary, ofAnother)) {
            int next = 16 + 16 * versions.size();
            elf.putShort(library, (short) 1).putShort(library + 2, (short) versions.size());
            elf.putInt(library + 8, 16).putInt(library + 12, next);
            for (int i = 0; i < versions.size(); i++) {
                elf.putInt(library + 16 + 16 * i + 8, name).putInt(library + 16 + 16 * i + 12, 16);
                byte[] text = versions.get(i).getBytes(StandardCharsets.US_ASCII);
                elf.put(names + name, text);
                name += text.length + 1;
            }
            library += next;
        }
        return elf.array();
    }
}
