using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Tests.Dialog;

public sealed class DialogTextsTests
{
    [Fact]
    public void Texts_that_change_many_times_stay_what_was_set_last()
    {
        var texts = new DialogTexts(8);
        texts.Set(DialogField.CallId, "call"u8);
        for (var i = 0; i < 1000; i++)
        {
            texts.Set(DialogField.CallerContact, Latin1.ToBytes($"sip:alice{i}@example.org"));
            texts.Set(DialogField.CalleeContact, Latin1.ToBytes(new string('x', i % 300)));
        }

        Assert.Equal("call", Latin1.ToText(texts[DialogField.CallId]));
        Assert.Equal("sip:alice999@example.org", Latin1.ToText(texts[DialogField.CallerContact]));
        Assert.Equal(99, texts[DialogField.CalleeContact].Length);
    }

    [Fact]
    public void A_value_that_was_handed_out_does_not_change_with_the_text()
    {
        var texts = new DialogTexts(8);
        texts.Set(DialogField.CallerContact, "sip:first@example.org"u8);
        var value = texts.Value(DialogField.CallerContact);

        for (var i = 0; i < 50; i++)
            texts.Set(DialogField.CallerContact, Latin1.ToBytes($"sip:later{i}@example.org"));

        Assert.Equal("sip:first@example.org", value.ToText());
    }

    [Fact]
    public void An_empty_text_is_set_and_the_same_text_is_no_change()
    {
        var texts = new DialogTexts(8);

        Assert.False(texts.IsSet(DialogField.CalleeTag));
        Assert.True(texts.Set(DialogField.CalleeTag, default));
        Assert.True(texts.IsSet(DialogField.CalleeTag));
        Assert.False(texts.Set(DialogField.CalleeTag, default));
        Assert.False(texts.Value(DialogField.CalleeTag).IsDefined);
    }
}
