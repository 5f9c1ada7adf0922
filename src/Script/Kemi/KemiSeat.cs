namespace Signalbox.Script.Kemi;

/// <summary>A worker's interpreter and the load that it has taken over.</summary>
internal sealed class KemiSeat(KemiInterpreter interpreter, int version)
{
    /// <summary>The interpreter; a language that starts afresh at a reload gets a new one.</summary>
    public KemiInterpreter Interpreter { get; set; } = interpreter;

    /// <summary>Number of the load that it runs.</summary>
    public int Version { get; set; } = version;
}
