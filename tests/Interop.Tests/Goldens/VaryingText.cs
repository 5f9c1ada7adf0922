using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.Goldens;

/// <summary>Masks what varies from run to run or names the product, by the goldens' README.</summary>
internal static partial class VaryingText
{
    /// <summary>The message with server branches, local tags, Server lines and x-header times masked.</summary>
    public static string Mask(byte[] message) => Mask(Encoding.Latin1.GetString(message));

    /// <summary>As <see cref="Mask(byte[])"/>.</summary>
    public static string Mask(string message)
    {
        var text = ServerBranch().Replace(message, "branch=SERVER");
        text = LocalTag().Replace(text, ";tag=LOCAL");
        text = DialogId().Replace(text, ";did=DIALOG");
        text = ServerHeader().Replace(text, "Server: PRODUCT\r\n");
        text = XTime().Replace(text, "X-Siptrace-Time: T\r\n");
        return DumpMark().Replace(text, "$1 pid=P pno=P");
    }

    [GeneratedRegex(@"branch=z9hG4bK[0-9a-f]{1,4}\.[0-9a-f]{32}\.[0-9a-f]+")]
    private static partial Regex ServerBranch();

    [GeneratedRegex(@";tag=[0-9a-f]{32}[.-][0-9a-f]{1,8}")]
    private static partial Regex LocalTag();

    [GeneratedRegex(@";did=[0-9a-f]+\.[0-9a-f]+")]
    private static partial Regex DialogId();

    [GeneratedRegex(@"Server: [^\r\n]*\r\n")]
    private static partial Regex ServerHeader();

    [GeneratedRegex(@"X-Siptrace-Time: \d+ \d+\r\n")]
    private static partial Regex XTime();

    [GeneratedRegex(@"(P-KSR-SIPDump: \w+) pid=\d+ pno=\d+")]
    private static partial Regex DumpMark();
}
