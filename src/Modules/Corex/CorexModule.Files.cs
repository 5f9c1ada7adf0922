using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Corex;

/// <content>Files read and written by a script.</content>
internal sealed partial class CorexModule
{
    /// <summary>-1 when it cannot be read, or has more than 1 MiB.</summary>
    [Function("file_read", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Blocking = true, Summary = "Puts the text of a file, at most 1 MiB, into a variable.")]
    public static ReturnCode ReadFile(RoutingContext context, string path, [Assigned] VariableReference target) =>
        ReturnCode.Of(ReadFile(context, path) is { IsDefined: true } text && target.Write(context, text));

    /// <summary>Undefined when it cannot be read, or has more than 1 MiB.</summary>
    [Function("file_read", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Blocking = true, Summary = "The text of a file, at most 1 MiB.")]
    public static ScriptValue ReadFile(RoutingContext context, string path) =>
        FileTexts.TryRead(path, out var text) ? ScriptValue.Of(text) : ScriptValue.Undefined;

    /// <summary>-1 when it cannot be written.</summary>
    [Function("file_write", Routes = RouteKinds.Any, Blocking = true, Summary = "Writes text to a file; what was in it is gone.")]
    public static ReturnCode WriteFile(RoutingContext context, string path, ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        return ReturnCode.Of(FileTexts.TryWrite(path, bytes.Span));
    }
}
