namespace Signalbox.Script.Compilation;

/// <summary>Between which quotes of a shell line a place lies.</summary>
internal enum ShellQuote
{
    /// <summary>None.</summary>
    None,

    /// <summary>Single quotes: everything stands for itself.</summary>
    Single,

    /// <summary>Double quotes: <c>$ ` " \</c> are special.</summary>
    Double,
}
