using System.Runtime.CompilerServices;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>Room on the stack for the arguments of one call.</summary>
[InlineArray(Capacity)]
internal struct ArgumentBuffer
{
    /// <summary>Most arguments of a call.</summary>
    public const int Capacity = 8;

    private ScriptValue _first;
}
