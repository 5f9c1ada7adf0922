namespace Signalbox.Modules.Jsonrpcs;

/// <summary>How a request ended, for HTTP and for <c>$jsonrpl</c>.</summary>
/// <param name="Code">200, or the code of the fault.</param>
/// <param name="Text">OK, or the text of the fault.</param>
internal readonly record struct JsonOutcome(int Code, string Text)
{
    /// <summary>A command that ran, or a request that named none.</summary>
    public static JsonOutcome Good { get; } = new(200, "OK");
}
