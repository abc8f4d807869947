package io.kaibo.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Refuses a native zip whose binary needs a newer C library than Lambda's {@code provided.al2023} has: it would not start there.
 * The build runs it after packaging with {@code -Dnative}. A binary asks for versions of glibc in the section .gnu.version_r of its
 * ELF file (elf.h: Elf64_Verneed, Elf64_Vernaux).
 */
public final class NativeZip {
    /** Amazon Linux 2023 has glibc 2.34. */
    private static final int NEWEST_MINOR = 34;

    private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.(\\d+)(\\.\\d+)?");
    private static final int ELF = 0x7f454c46;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;

    private NativeZip() {}

    /** Argument: the zip. Ends with 1 and a sentence if Lambda could not start what is in it. */
    public static void main(String[] args) throws IOException {
        try {
            requireThatLambdaStarts(Path.of(args[0]));
        } catch (StartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws StartException if the binary in the zip needs more than provided.al2023 has, or Lambda could not run it */
    public static void requireThatLambdaStarts(Path zip) throws IOException {
        List<String> newer;
        try {
            newer = versions(bootstrap(zip)).stream()
                    .filter(version -> version.startsWith("GLIBC_") && !isThere(version))
                    .toList();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw refused(zip, "is no 64-bit ELF binary for Linux");
        }
        if (!newer.isEmpty()) {
            throw refused(zip, "asks for " + String.join(", ", newer) + ", and provided.al2023 has glibc 2.34");
        }
    }

    private static StartException refused(Path zip, String why) {
        return new StartException(zip + " would not start on Lambda: its binary " + why
                + ". Build it in a container: ./mvnw -Dnative package -Dquarkus.native.container-build=true");
    }

    private static boolean isThere(String version) {
        Matcher glibc = GLIBC.matcher(version);
        return glibc.matches() && Integer.parseInt(glibc.group(1)) <= NEWEST_MINOR;
    }

    private static byte[] bootstrap(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry bootstrap = file.getEntry("bootstrap");
            if (bootstrap == null) {
                throw new StartException(zip + " has no bootstrap: it is not native");
            }
            try (InputStream in = file.getInputStream(bootstrap)) {
                return in.readAllBytes();
            }
        }
    }

    /**
     * The versions of symbols that an ELF binary needs from all its libraries.
     *
     * @throws IllegalArgumentException if it is no ELF binary of 64 bits, little-endian, with section headers
     */
    static List<String> versions(byte[] binary) {
        ByteBuffer elf = ByteBuffer.wrap(binary);
        if (elf.getInt(0) != ELF || elf.get(4) != CLASS_64 || elf.get(5) != LITTLE_ENDIAN) {
            throw new IllegalArgumentException("not an ELF binary of 64 bits, little-endian");
        }
        elf.order(ByteOrder.LITTLE_ENDIAN);
        int headers = Math.toIntExact(elf.getLong(0x28));
        int size = Short.toUnsignedInt(elf.getShort(0x3a));
        int count = Short.toUnsignedInt(elf.getShort(0x3c));
        if (count == 0) {
            throw new IllegalArgumentException("no section headers");
        }
        List<String> versions = new ArrayList<>();
        for (int header = headers; header < headers + count * size; header += size) {
            if (elf.getInt(header + 4) == VERSIONS_NEEDED) {
                int names = offset(elf, headers + elf.getInt(header + 0x28) * size);
                addNeeded(elf, offset(elf, header), elf.getInt(header + 0x2c), names, versions);
            }
        }
        return versions;
    }

    /** The offset of a section, from its header. */
    private static int offset(ByteBuffer elf, int header) {
        return Math.toIntExact(elf.getLong(header + 0x18));
    }

    private static void addNeeded(ByteBuffer elf, int section, int libraries, int names, List<String> versions) {
        int library = section;
        for (int i = 0; i < libraries; i++) {
            int version = library + elf.getInt(library + 8);
            for (int j = Short.toUnsignedInt(elf.getShort(library + 2)); j > 0; j--) {
                versions.add(text(elf, names + elf.getInt(version + 8)));
                version += elf.getInt(version + 12);
            }
            library += elf.getInt(library + 12);
        }
    }

    private static String text(ByteBuffer elf, int from) {
        int end = from;
        while (elf.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        elf.get(from, text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
