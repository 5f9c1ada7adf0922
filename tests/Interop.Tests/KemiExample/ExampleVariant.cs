namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>One way to run the example: which script, with or without passwords.</summary>
/// <param name="Golden">The recorded table, without <c>basic-</c> and <c>.tsv</c>.</param>
/// <param name="Switch">The name for <c>-A</c> that chooses the script.</param>
/// <param name="WithPasswords">True for the file as it stands; false for the copy without a database that was recorded too.</param>
internal sealed record ExampleVariant(string Golden, string Switch, bool WithPasswords)
{
    // Whoever records without a database server has to take these out of the file.
    private static readonly string[] DatabaseDefines = ["WITH_MYSQL", "WITH_AUTH", "WITH_IPAUTH", "WITH_USRLOCDB", "WITH_ACCDB"];

    /// <summary>All that were recorded.</summary>
    public static IReadOnlyList<ExampleVariant> All { get; } =
    [
        new("lua", "WITH_CFGLUA", false),
        new("lua-auth", "WITH_CFGLUA", true),
        new("js-auth", "WITH_CFGJSDT", true),
        new("native", "WITH_CFGNATIVE", false),
        new("native-auth", "WITH_CFGNATIVE", true),
    ];

    /// <summary>The cfg: the installed file, or a copy in a folder.</summary>
    public string Configuration(string folder)
    {
        if (WithPasswords)
            return ExampleServer.Cfg;

        var copy = Path.Combine(folder, "example.cfg");
        var lines = File.ReadAllLines(ExampleServer.Cfg).Where(static line => !DatabaseDefines.Any(name => line == $"#!define {name}"));
        File.WriteAllLines(copy, lines);
        return copy;
    }
}
