namespace Signalbox.Modules.Auth;

/// <summary>The header whose credentials were good; one object for each place, so that noting it allocates nothing.</summary>
internal sealed class HeaderMark
{
    private static readonly HeaderMark[] All = Make();

    private HeaderMark(int index) => Index = index;

    /// <summary>Index of the header.</summary>
    public int Index { get; }

    /// <summary>The mark of a header.</summary>
    public static HeaderMark Of(int index) => All[index];

    private static HeaderMark[] Make()
    {
        var all = new HeaderMark[Engine.Messages.SipMessage.MaxHeaders];
        for (var i = 0; i < all.Length; i++)
            all[i] = new HeaderMark(i);

        return all;
    }
}
