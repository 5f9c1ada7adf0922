using System.Text;

namespace Signalbox.Testing;

/// <summary>
/// A recorded dialogue: <c>&gt;</c> lines are what a test endpoint sent to the server, <c>&lt;</c> lines what it got; the
/// bytes follow their line, counted by <c>len=</c>.
/// </summary>
public static class Recording
{
    /// <summary>All messages of a file in their order. The path is relative to the test's output folder.</summary>
    public static IReadOnlyList<RecordedMessage> Read(string path)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, path));
        var messages = new List<RecordedMessage>();
        var position = 0;
        while (position < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', position);
            end = end < 0 ? bytes.Length : end;
            var line = Encoding.Latin1.GetString(bytes, position, end - position);
            position = end + 1;
            var mark = line.IndexOf(" len=", StringComparison.Ordinal);
            if (mark < 0 || line[0] is not ('<' or '>'))
                continue;

            var length = int.Parse(line[(mark + 5)..], System.Globalization.CultureInfo.InvariantCulture);
            messages.Add(new RecordedMessage(line[0] == '>', line, bytes.AsSpan(position, length).ToArray()));
            position += length + 1;
        }

        return messages;
    }
}
