namespace Signalbox.Script;

/// <summary>What the command line says about the configuration.</summary>
public sealed record LoaderOptions
{
    /// <summary>Path of the main file (<c>-f</c>).</summary>
    public required string Path { get; init; }

    /// <summary><c>-A</c>: <c>NAME</c> or <c>NAME=value</c>, in order.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Rules with their kind: <c>subst</c>, <c>substdef</c> or <c>substdefs</c>.</summary>
    public IReadOnlyList<(string Kind, string Rule)> Substitutions { get; init; } = [];

    /// <summary><c>--loadmodule</c>: loaded before the file is read.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>True when the configuration is only looked at: modules that are not written yet are then a warning.</summary>
    public bool CheckOnly { get; init; }

    /// <summary><c>-l</c>: addresses in the form of the <c>listen</c> parameter; they come before those of the file.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>True to look for probable mistakes too, which takes a little longer: <c>signalbox check</c>.</summary>
    public bool Analyze { get; init; }

    /// <summary>Statements that stand for flags, e.g. <c>children=4</c> for <c>-n 4</c>; they come after those of the file and win.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
