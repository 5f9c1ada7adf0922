using Jurassic;
using Jurassic.Compiler;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.JavaScript;

/// <summary>Turns what the engine throws into an outcome.</summary>
internal static class JavaScriptErrors
{
    /// <summary>Exit when it was thrown by exit or drop, else a failure with <c>file:line: message</c>.</summary>
    public static KemiOutcome Outcome(Exception error, ScriptEngine engine, string path) => error switch
    {
        JavaScriptException thrown when IsExit(thrown, engine) => KemiOutcome.Exited,
        JavaScriptException thrown => KemiOutcome.Failed(At(thrown.SourcePath ?? path, thrown.LineNumber, thrown.Message)),
        SyntaxErrorException syntax => KemiOutcome.Failed(At(syntax.SourcePath ?? path, syntax.LineNumber, $"SyntaxError: {syntax.Message}")),
        _ => KemiOutcome.Failed(At(path, 0, error.Message)),
    };

    private static bool IsExit(JavaScriptException thrown, ScriptEngine engine) =>
        thrown.ErrorType is null
        && thrown.GetErrorObject(engine) is string or ConcatenatedString
        && thrown.Message.Contains(KemiText.ExitMark, StringComparison.Ordinal);

    private static string At(string path, int line, string message)
    {
        if (path.Length == 0)
            return message;

        return line > 0 ? $"{path}:{line}: {message}" : $"{path}: {message}";
    }
}
