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
        JavaScriptException thrown => KemiOutcome.Failed(At(thrown.SourcePath ?? path, thrown.LineNumber, thrown.Message) + StackOf(thrown, engine)),
        SyntaxErrorException syntax => KemiOutcome.Failed(At(syntax.SourcePath ?? path, syntax.LineNumber, $"SyntaxError: {syntax.Message}")),
        _ => KemiOutcome.Failed(At(path, 0, error.Message)),
    };

    private static bool IsExit(JavaScriptException thrown, ScriptEngine engine) =>
        thrown.ErrorType is null
        && thrown.GetErrorObject(engine) is string or ConcatenatedString
        && thrown.Message.Contains(KemiText.ExitMark, StringComparison.Ordinal);

    // On one line, as every line of the log stands for one event.
    private static string StackOf(JavaScriptException thrown, ScriptEngine engine)
    {
        if ((thrown.GetErrorObject(engine) as ObjectInstance)?["stack"] is not string stack)
            return string.Empty;

        var levels = stack.Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("at ", StringComparison.Ordinal)).Select(static line => line[3..]).ToList();
        return levels.Count == 0 ? string.Empty : $"{KemiText.StackMark}{string.Join(" < ", levels)})";
    }

    private static string At(string path, int line, string message)
    {
        if (path.Length == 0)
            return message;

        return line > 0 ? $"{path}:{line}: {message}" : $"{path}: {message}";
    }
}
