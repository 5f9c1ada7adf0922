namespace Signalbox.Modules.Dispatcher;

/// <summary>Letters for states, in commands and scripts: a, i, t, d, and p for probing or x for not. Case does not matter.</summary>
internal static class DispatchState
{
    /// <summary>
    /// The state of a command: a state, then p or x; what follows is not looked at, and no letter at all means inactive
    /// (the peer's rules).
    /// </summary>
    /// <returns>Null when the first letter is none of a state.</returns>
    public static DestinationFlags? ParseCommand(string letters)
    {
        if (letters.Length == 0)
            return DestinationFlags.Inactive;

        if (StateOf(letters[0]) is not { } state)
            return null;

        var isProbing = letters.Length > 1 && letters[1] is 'p' or 'P' && state != DestinationFlags.Disabled;
        return isProbing ? state | DestinationFlags.Probing : state;
    }

    /// <summary>The state of ds_mark_dst: letters of a state and p in any order; p alone is active and probed.</summary>
    /// <returns>Null when there is another letter.</returns>
    public static DestinationFlags? ParseMark(ReadOnlySpan<char> letters)
    {
        var state = letters.IsEmpty ? DestinationFlags.Inactive : DestinationFlags.None;
        var probing = DestinationFlags.None;
        foreach (var letter in letters)
        {
            if (letter is 'p' or 'P')
                probing = DestinationFlags.Probing;
            else if (StateOf(letter) is { } found)
                state = found;
            else
                return null;
        }

        return state == DestinationFlags.Disabled ? state : state | probing;
    }

    /// <summary>Two letters, as listings show them.</summary>
    public static string Show(DestinationFlags flags)
    {
        var state = flags.HasFlag(DestinationFlags.Inactive) ? 'I'
            : flags.HasFlag(DestinationFlags.Disabled) ? 'D'
            : flags.HasFlag(DestinationFlags.Trying) ? 'T' : 'A';
        return $"{state}{(flags.HasFlag(DestinationFlags.Probing) ? 'P' : 'X')}";
    }

    private static DestinationFlags? StateOf(char letter) => letter switch
    {
        'a' or 'A' => DestinationFlags.None,
        'i' or 'I' => DestinationFlags.Inactive,
        't' or 'T' => DestinationFlags.Trying,
        'd' or 'D' => DestinationFlags.Disabled,
        _ => null,
    };
}
