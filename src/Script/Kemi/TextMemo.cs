namespace Signalbox.Script.Kemi;

/// <summary>
/// What was made of a text, kept for the next time it comes. The texts of scripts come as the same objects again and again
/// (<see cref="TextCache"/>), so most are found without a look at their characters. Belongs to one worker.
/// </summary>
/// <typeparam name="T">What is made.</typeparam>
/// <param name="recent">How many can be found by the object alone; a power of two.</param>
internal sealed class TextMemo<T>(int recent)
{
    private const int MaxKept = 4096;
    private readonly Dictionary<string, T> _all = new(StringComparer.Ordinal);
    private readonly (string? Text, T Value)[] _recent = new (string?, T)[recent];

    /// <summary>What was added for the text.</summary>
    public bool TryGet(string text, out T value)
    {
        ref var known = ref _recent[Slot(text)];
        if (ReferenceEquals(known.Text, text))
        {
            value = known.Value;
            return true;
        }

        if (!_all.TryGetValue(text, out value!))
            return false;

        known = (text, value);
        return true;
    }

    /// <summary>Keeps a value for a text that is not known yet; forgets all when there are too many.</summary>
    public void Add(string text, T value)
    {
        if (_all.Count >= MaxKept)
            _all.Clear();

        _all.Add(text, value);
        _recent[Slot(text)] = (text, value);
    }

    private int Slot(string text) => text.Length == 0 ? 0 : (text.Length + (5 * text[^1]) + (3 * text[text.Length >> 1])) & (_recent.Length - 1);
}
