namespace Signalbox.Modules.Rtpproxy;

/// <summary>The letters that scripts pass.</summary>
/// <param name="TrustsAddress"><c>r</c>: the address in the SDP counts, not that of the sender.</param>
/// <param name="IsForced"><c>f</c>: also when another proxy is in the way already.</param>
/// <param name="ChangesSession"><c>c</c>: the session's c= line changes also when each media has one.</param>
/// <param name="ChangesOrigin"><c>o</c>: the address of the o= line changes.</param>
/// <param name="IsLookupOnly"><c>l</c>: an offer is only asked for, not made.</param>
/// <param name="HasExtraId"><c>b</c>: <c>extra_id_pv</c> stands behind the Call-ID.</param>
/// <param name="Options">What is passed on behind the command: A, E, I, S, W, Z….</param>
internal sealed record ProxyFlags(bool TrustsAddress, bool IsForced, bool ChangesSession, bool ChangesOrigin, bool IsLookupOnly, bool HasExtraId, string Options)
{
    /// <summary>Reads them; other letters mean nothing.</summary>
    public static ProxyFlags Parse(string text)
    {
        var options = string.Empty;
        for (var i = 0; i < text.Length; i++)
        {
            options += char.ToLowerInvariant(text[i]) switch
            {
                'a' => "A",
                'e' => "E",
                'i' => "I",
                's' => "S",
                'w' => "W",
                'z' => "Z",
                var digit when i > 0 && char.IsAsciiDigit(digit) && options.Length > 0 && (options[^1] == 'Z' || char.IsAsciiDigit(options[^1])) => digit,
                _ => string.Empty,
            };
        }

        return new ProxyFlags(Has(text, 'r'), Has(text, 'f'), Has(text, 'c'), Has(text, 'o'), Has(text, 'l'), Has(text, 'b'), options);
    }

    private static bool Has(string text, char letter) => text.Contains(letter, StringComparison.OrdinalIgnoreCase);
}
