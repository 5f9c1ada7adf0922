using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>Text with variables in it, e.g. <c>"call $ci from $si"</c>, cut into pieces when the configuration loads.</summary>
internal sealed class TextTemplate(CompiledExpression[] pieces) : CompiledExpression
{
    /// <summary>How an undefined variable prints.</summary>
    public const string Null = "<null>";

    // An undefined result of a transformation prints nothing (recorded); only variables print their mark.
    private readonly string[] _undefined = Array.ConvertAll(pieces, static piece => piece is CompiledTransformation ? string.Empty : Null);

    public override StaticType Type => StaticType.Text;

    public override bool MakesText => true;

    /// <summary>The text as a new string, for places that keep it.</summary>
    public override ScriptValue Evaluate(ScriptRun run)
    {
        var worker = run.Context.Worker;
        var writer = worker.RentWriter();
        var value = EvaluateInto(run, writer).Detach();
        worker.Return(writer);
        return value;
    }

    /// <summary>The text behind what <paramref name="writer"/> holds; the value lives as long as that.</summary>
    public override ScriptValue EvaluateInto(ScriptRun run, ByteWriter writer)
    {
        if (pieces.Length == 1)
        {
            var value = pieces[0].Evaluate(run);
            return value.IsDefined ? value : ScriptValue.Of(_undefined[0]);
        }

        var start = writer.Length;
        for (var i = 0; i < pieces.Length; i++)
            pieces[i].Evaluate(run).WriteTo(writer, _undefined[i]);

        return ScriptValue.Of(writer.Buffer, start, writer.Length - start);
    }
}
