namespace Signalbox.Script.Lua.Patterns;

/// <summary>The functions over patterns that scripts see.</summary>
internal enum PatternCall
{
    /// <summary>string.find.</summary>
    Find,

    /// <summary>string.match.</summary>
    Match,

    /// <summary>string.gmatch.</summary>
    AllMatches,

    /// <summary>string.gsub.</summary>
    Replace,

    /// <summary>The iterator that gmatch gives.</summary>
    Next,
}
