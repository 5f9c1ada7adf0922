using System.Text;
using Signalbox.Engine.Parsing;
using Xunit;

namespace Engine.Tests.Parsing;

public sealed class UriMemoryTests
{
    /// <summary>URIs that differ in one place only, good, bad and too long to be kept.</summary>
    private static readonly string[] Texts =
    [
        "sip:alice@example.com", "sip:alicf@example.com", "sip:alice@example.com:5060", "sip:alice@example.com:506x", "sips:a@b", "sip:a@b",
        "tel:+4930123", "http://x", "", "sip:", "sip:bob@[::1]:5070;lr", "sip:bob@[::1]:5071;lr", $"sip:{new string('u', 200)}@host",
        "sip:a@b;transport=tcp", "sip:a@c;transport=udp",
    ];

    [Fact]
    public void A_remembered_uri_has_the_parts_that_reading_it_gives()
    {
        var memory = new UriMemory();
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var text = Encoding.Latin1.GetBytes(Texts[random.Next(Texts.Length)]);

            var known = memory.TryParse(text, out var remembered);

            Assert.Equal(SipUriParser.TryParse(text, out var read), known);
            if (known)
                Assert.Equal(read, remembered);
        }
    }
}
