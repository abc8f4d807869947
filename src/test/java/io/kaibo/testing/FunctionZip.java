package io.kaibo.testing;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip that Lambda would run, unpacked. The native one has a {@code bootstrap} of its own; the one of class files runs
 * under Lambda's runtime client for Java.
 *
 * @param code the directory that it was unpacked into
 */
public record FunctionZip(Path code) {
    /** What functions.yaml names; the native zip has no use for it. */
    public static final String HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";

    private static final String BOOTSTRAP = "bootstrap";

    /** Unpacks a zip into a directory, of which nothing else is left. */
    public static FunctionZip unpack(Path zip, Path directory) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            delete(directory);
            for (ZipEntry entry : file.stream().filter(e -> !e.isDirectory()).toList()) {
                File target = directory.resolve(entry.getName()).toFile();
                Files.createDirectories(target.getParentFile().toPath());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target.toPath());
                }
                if (entry.getName().equals(BOOTSTRAP) && !target.setExecutable(true)) {
                    throw new IOException(target + " cannot be made executable");
                }
            }
            return new FunctionZip(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isNative() {
        return Files.exists(bootstrap());
    }

    /** The native binary, if there is one. */
    public Path bootstrap() {
        return code.resolve(BOOTSTRAP);
    }

    /** What starts it. */
    public List<String> command() {
        if (isNative()) {
            return List.of(bootstrap().toString());
        }
        String classPath = Stream.concat(
                        Stream.of(code.toString(), code.resolve("lib") + "/*"),
                        Stream.of(AWSLambda.class, PojoSerializer.class, LambdaLogger.class)
                                .map(FunctionZip::jar))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                AWSLambda.class.getName(),
                HANDLER);
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
