namespace Signalbox.Script.Lua.Patterns;

/// <summary>How an item of a Lua pattern looks at one byte.</summary>
internal enum ByteTest : byte
{
    /// <summary>It is <see cref="PatternItem.Byte"/>.</summary>
    Same,

    /// <summary>Any byte will do.</summary>
    Any,

    /// <summary>It is in the set <see cref="PatternItem.Number"/>.</summary>
    InSet,
}
