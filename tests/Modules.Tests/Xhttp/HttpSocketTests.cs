namespace Signalbox.Modules.Tests.Xhttp;

/// <summary>The way of HTTP over a real TCP connection.</summary>
public sealed class HttpSocketTests
{
    private const string Echo = "xhttp_reply(\"200\", \"OK\", \"text/plain\", \"$rm $hu $rb\");";

    [Fact]
    public async Task One_connection_carries_many_requests_in_pieces_and_at_once()
    {
        await using var server = await HttpServer.StartAsync(Echo);
        using var client = server.Connect();

        client.Send("GET /one HTTP/1.1\r\nHo");
        client.Send("st: a\r\n\r\n");
        Assert.EndsWith("\r\n\r\nGET /one ", client.ReadAnswer(), StringComparison.Ordinal);
        client.Send("POST /two HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET /three HTTP/1.1\r\n\r\n");
        Assert.EndsWith("\r\n\r\nPOST /two hello", client.ReadAnswer(), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nGET /three ", client.ReadAnswer(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIP_and_HTTP_share_a_connection()
    {
        await using var server = await HttpServer.StartAsync(Echo);
        using var client = server.Connect();

        client.Send("OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        Assert.StartsWith("SIP/2.0 200 OK\r\n", client.ReadAnswer(), StringComparison.Ordinal);
        client.Send("GET /x HTTP/1.1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", client.ReadAnswer(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / FTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n")]
    public async Task What_cannot_be_cut_ends_the_connection(string text)
    {
        await using var server = await HttpServer.StartAsync(Echo);
        using var client = server.Connect();

        client.Send(text);

        Assert.Equal(string.Empty, client.ReadAnswer());
    }
}
