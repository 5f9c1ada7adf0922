using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>JavaScript.</summary>
internal sealed class JavaScriptLanguage : KemiLanguage
{
    /// <inheritdoc />
    public override string Name => "JavaScript";

    /// <inheritdoc />
    public override bool KeepsGlobals => false;

    /// <inheritdoc />
    public override IReadOnlyList<string> WaitingWords => ["eval", "Function", "constructor"];

    /// <inheritdoc />
    public override IReadOnlyList<string> GlobalTables => ["globalThis"];

    /// <inheritdoc />
    public override IReadOnlyList<string> OpenTables => ["this"];

    /// <inheritdoc />
    public override IReadOnlyList<string> WaitingMarks => ["\\u"];

    /// <inheritdoc />
    public override string WithoutComments(string text) => JavaScriptComments.Remove(text);

    /// <inheritdoc />
    public override KemiInterpreter Create(KemiFunction[] functions, KemiLimits limits, KemiWatch watch, Action<string> reportError) =>
        new JavaScriptInterpreter(functions, limits, reportError);
}
