using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Engine.Values;
using DotNetRegex = System.Text.RegularExpressions.Regex;

namespace Signalbox.Script.Regex;

/// <summary>Matches script values, whatever they are made of, without new strings.</summary>
internal static class RegexMatch
{
    private const int StackChars = 512;

    /// <summary>True when the value as text matches; an expression that runs out of time does not.</summary>
    public static bool IsMatch(DotNetRegex regex, in ScriptValue value)
    {
        try
        {
            return value.TryGetBytes(out var bytes) ? IsMatch(regex, bytes) : regex.IsMatch(value.ToText());
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsMatch(DotNetRegex regex, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= StackChars)
        {
            Span<char> near = stackalloc char[bytes.Length];
            Encoding.Latin1.GetChars(bytes, near);
            return regex.IsMatch(near);
        }

        var far = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            Encoding.Latin1.GetChars(bytes, far);
            return regex.IsMatch(far.AsSpan(0, bytes.Length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(far);
        }
    }
}
