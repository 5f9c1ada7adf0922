namespace Signalbox.Script.Lua.Patterns;

/// <summary>Why a pattern cannot be matched further.</summary>
internal enum PatternProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>A set has no end.</summary>
    MissingBracket,

    /// <summary>The text ends with the escape.</summary>
    EndsWithEscape,

    /// <summary>A pair lacks a byte.</summary>
    MissingPair,

    /// <summary>A frontier without its set.</summary>
    MissingFrontierSet,

    /// <summary>More captures than 32.</summary>
    TooManyCaptures,

    /// <summary>The end of a capture that has not begun.</summary>
    NothingToClose,

    /// <summary>A capture that is asked for has not ended.</summary>
    Unfinished,

    /// <summary>More repetitions at once than a match may hold.</summary>
    TooComplex,

    /// <summary>The match took longer than a pattern may.</summary>
    TooLong,

    /// <summary>The callback has been stopped meanwhile.</summary>
    Stopped,

    /// <summary>The result would be larger than one call may make.</summary>
    TooLarge,

    /// <summary>An escape in a replacement with something else than a digit or itself.</summary>
    BadReplacement,

    /// <summary>A function or a table gave an error, which is on the stack.</summary>
    Raised,

    /// <summary>This plus the type of a value that cannot stand in the place of a match.</summary>
    BadValue = 128,

    /// <summary>This plus a number is a capture of that number that there is none of.</summary>
    NoSuchCapture = 256,
}
