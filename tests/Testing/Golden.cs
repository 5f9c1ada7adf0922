using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace Signalbox.Testing;

/// <summary>
/// Compares with a file beside the test. <c>ACCEPT=1</c> in the environment writes the file instead; review reads the
/// difference.
/// </summary>
public static class Golden
{
    /// <summary>True when files are written instead of compared.</summary>
    public static bool IsAccepting => Environment.GetEnvironmentVariable("ACCEPT") == "1";

    /// <summary>The folder of the calling source file.</summary>
    public static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>Compares <paramref name="actual"/> with the content of the file at <paramref name="path"/> in the source tree.</summary>
    public static void Verify(string path, string actual)
    {
        if (IsAccepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, Encoding.Latin1);
            return;
        }

        var expected = File.Exists(path) ? File.ReadAllText(path, Encoding.Latin1) : string.Empty;
        if (expected != actual)
            Assert.Fail($"{path} differs (ACCEPT=1 writes it).\n--- expected\n{expected}\n--- actual\n{actual}");
    }
}
