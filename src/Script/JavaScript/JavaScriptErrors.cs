using Jurassic;
using Jurassic.Compiler;
using Jurassic.Library;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>Turns what the engine throws into an outcome.</summary>
internal static class JavaScriptErrors
{
    /// <summary>Exit when it was thrown by exit or drop, else a failure with <c>file:line: message</c>.</summary>
    public static KemiOutcome Outcome(Exception error, ScriptEngine engine, string path) => error switch
    {
        JavaScriptException thrown when IsExit(thrown, engine) => KemiOutcome.Exited,
        JavaScriptException thrown => KemiOutcome.Failed(Describe(thrown, LevelsOf(thrown, engine), path)),
        SyntaxErrorException syntax => KemiOutcome.Failed(At(syntax.SourcePath ?? path, syntax.LineNumber, $"SyntaxError: {syntax.Message}")),
        _ => KemiOutcome.Failed(At(path, 0, error.Message)),
    };

    /// <summary>
    /// Keeps the calls that led to an error. For the filter of a catch, which runs while they still stand: an error that the engine
    /// itself raises gets its object, with the stack in it, only when somebody asks for it.
    /// </summary>
    /// <returns>True, always.</returns>
    public static bool NoteStack(Exception error, ScriptEngine engine)
    {
        if (error is JavaScriptException { ErrorType: not null } thrown)
            thrown.GetErrorObject(engine);

        return true;
    }

    /// <summary>File without its folder, and line, of the call that runs now: the first level of the stack of an error made here.</summary>
    public static string PlaceOfCall(ScriptEngine engine) =>
        LevelsOf(new JavaScriptException(ErrorType.Error, string.Empty), engine) is [var first, ..] && PlaceOf(first) is var place
            ? place[(place.LastIndexOf('/') + 1)..]
            : string.Empty;

    private static bool IsExit(JavaScriptException thrown, ScriptEngine engine) =>
        thrown.ErrorType is null
        && thrown.GetErrorObject(engine) is string or ConcatenatedString
        && thrown.Message.Contains(KemiText.ExitMark, StringComparison.Ordinal);

    // On one line, as every line of the log stands for one event. What a function of KSR raises has no line of its own: that of the call counts.
    private static string Describe(JavaScriptException thrown, List<string> levels, string path)
    {
        var stack = levels.Count == 0 ? string.Empty : $"{KemiText.StackMark}{string.Join(" < ", levels)})";
        return thrown.LineNumber == 0 && levels.Count > 0
            ? $"{PlaceOf(levels[0])}: {thrown.Message}{stack}"
            : At(thrown.SourcePath ?? path, thrown.LineNumber, thrown.Message) + stack;
    }

    // A level is "function (file:line)", or "file:line" at the top of a file.
    private static string PlaceOf(string level) =>
        level.EndsWith(')') && level.LastIndexOf('(') is var open and >= 0 ? level[(open + 1)..^1] : level;

    private static List<string> LevelsOf(JavaScriptException thrown, ScriptEngine engine) =>
        (thrown.GetErrorObject(engine) as ObjectInstance)?["stack"] is not string stack
            ? []
            : [.. stack.Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("at ", StringComparison.Ordinal)).Select(static line => line[3..])];

    private static string At(string path, int line, string message)
    {
        if (path.Length == 0)
            return message;

        return line > 0 ? $"{path}:{line}: {message}" : $"{path}: {message}";
    }
}
