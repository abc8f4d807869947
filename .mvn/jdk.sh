# Sourced by mvnw before anything else: Kaibo needs a JDK 25 or newer even where the default java is older,
# and Maven toolchains cannot give it one, because Quarkus augments inside Maven's own JVM.
new_enough() { [ -x "$1/bin/javac" ] && grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])([."+-]|$)' "$1/release" 2>/dev/null; }
if ! new_enough "${JAVA_HOME-}"; then
  unset JAVA_HOME
  path_java=$(command -v java) && path_java=$(readlink -f "$path_java") || path_java=
  for jdk in "${path_java%/bin/java}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if new_enough "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      break
    fi
  done
  if [ -z "${JAVA_HOME-}" ]; then
    echo "Kaibo needs a JDK 25 or newer: install one (for example Temurin 25, https://adoptium.net) and set JAVA_HOME to it." >&2
    exit 1
  fi
fi
