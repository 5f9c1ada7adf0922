namespace Signalbox.Script.Compilation;

/// <summary>Where to go on after a statement.</summary>
internal enum Flow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>Behind the innermost loop or switch, else behind the route.</summary>
    Break,

    /// <summary>Behind the route.</summary>
    Return,

    /// <summary>The run ends.</summary>
    Exit,

    /// <summary>The run ends and the message is dropped.</summary>
    Drop,
}
