using Signalbox.Engine.Buffers;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Compilation;

/// <summary>The text of log_prefix with its variables.</summary>
internal sealed class LogPrefix(CompiledExpression text) : ILogPrefix
{
    /// <inheritdoc />
    public void Write(RoutingContext context, ByteWriter output)
    {
        var run = ScriptRun.Enter(context, out var before);
        var failed = run.Failed;
        text.Evaluate(run).WriteTo(output, TextTemplate.Null);
        run.Failed = failed;
        run.Leave(before);
    }
}
