using System.Diagnostics;
using System.Net.Sockets;
using Signalbox.Engine.Files;

namespace Signalbox.Engine.Tests.Files;

/// <summary>What an operator names is read when it is a regular file, and refused in words when it is anything else.</summary>
public sealed class PlainFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-plain-").FullName;

    [Fact]
    public void A_fifo_that_nobody_writes_into_is_refused_and_not_waited_for()
    {
        Process.Start("mkfifo", [At("fifo")]).WaitForExit();
        File.CreateSymbolicLink(At("link"), At("fifo"));

        Assert.Equal("found a FIFO (named pipe), expected a regular file", Refusal(At("fifo")));
        Assert.Equal("found a FIFO (named pipe), expected a regular file", Refusal(At("link")));
    }

    [Fact]
    public void Folders_devices_and_sockets_are_refused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("socket")));

        Assert.Equal("found a folder, expected a regular file", Refusal(_folder));
        Assert.Equal("found a device, expected a regular file", Refusal("/dev/zero"));
        Assert.Equal("found a unix socket, expected a regular file", Refusal(At("socket")));
        Assert.Throws<FileNotFoundException>(() => PlainFile.ReadText(At("nothing")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_greatest_length_is_read_and_one_byte_more_is_not(int length)
    {
        File.WriteAllBytes(At("file"), new byte[length]);

        Assert.Equal(length, PlainFile.ReadBytes(At("file"), length).Length);
        File.WriteAllBytes(At("file"), new byte[length + 1]);
        Assert.Equal($"found more than {length} bytes, expected a smaller file", Assert.Throws<IOException>(() => PlainFile.ReadBytes(At("file"), length)).Message);
    }

    /// <summary>Files of /proc announce no bytes.</summary>
    [Fact]
    public void What_is_read_counts_and_not_what_is_announced()
    {
        Assert.Equal(File.ReadAllText("/proc/filesystems"), PlainFile.ReadText("/proc/filesystems"));
        Assert.StartsWith("found more than 10 bytes", Assert.Throws<IOException>(() => PlainFile.ReadText("/proc/filesystems", 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_a_char_a_byte_and_no_mark_in_front()
    {
        File.WriteAllBytes(At("file"), [0xef, 0xbb, 0xbf, (byte)'a', 0xe4, 0xff, (byte)'\n', (byte)'b']);

        Assert.Equal("a\u00e4\u00ff\nb", PlainFile.ReadText(At("file")));
        Assert.Equal(["a\u00e4\u00ff", "b"], PlainFile.ReadLines(At("file")));
        Assert.Equal(8, PlainFile.ReadBytes(At("file")).Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Refusal(string path) => Assert.Throws<IOException>(() => PlainFile.ReadText(path)).Message;

    private string At(string name) => Path.Combine(_folder, name);
}
