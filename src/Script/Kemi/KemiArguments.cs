using System.Runtime.CompilerServices;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>Room for the arguments of one call on the stack.</summary>
[InlineArray(KemiFunction.MaxArguments)]
internal struct KemiArguments
{
    private ScriptValue _first;
}
