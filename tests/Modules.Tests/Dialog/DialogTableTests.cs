using System.Globalization;
using Signalbox.Engine.Values;
using Signalbox.Modules.Dialog.Api;

namespace Signalbox.Modules.Tests.Dialog;

public sealed class DialogTableTests
{
    private readonly DialogTable _table = new(64, 100);

    [Fact]
    public void A_dialog_is_found_by_its_id_and_by_its_tags_from_both_sides()
    {
        var dialog = Add("call", "a", "b");

        Assert.Same(dialog, _table.Find(dialog.Entry, dialog.Id));
        Assert.Same(dialog, _table.Find("call"u8, "a"u8, "b"u8, out var side));
        Assert.Equal(DialogSide.Caller, side);
        Assert.Same(dialog, _table.Find("call"u8, "b"u8, "a"u8, out side));
        Assert.Equal(DialogSide.Callee, side);
        Assert.Null(_table.Find("call"u8, "a"u8, "c"u8, out _));
        Assert.Null(_table.Find("other"u8, "a"u8, "b"u8, out _));
    }

    [Fact]
    public void Before_the_answer_any_tag_of_the_callee_will_do()
    {
        var dialog = Add("call", "a", null);

        Assert.Same(dialog, _table.Find("call"u8, "a"u8, default, out _));
        Assert.Same(dialog, _table.Find("call"u8, "a"u8, "x"u8, out _));
        Assert.Same(dialog, _table.Find("call"u8, "y"u8, "a"u8, out var side));
        Assert.Equal(DialogSide.Callee, side);
    }

    [Fact]
    public void A_call_that_goes_on_is_found_before_one_that_has_ended()
    {
        var ended = Add("call", "a", null);
        var alive = Add("call", "a", null);
        ended.State = DialogState.Deleted;

        Assert.Same(alive, _table.Find("call"u8, "a"u8, default, out _));
        _table.Remove(alive);
        Assert.Same(ended, _table.Find("call"u8, "a"u8, default, out _));
    }

    [Fact]
    public void Entries_are_those_of_the_peer()
    {
        Assert.Equal(1248, new DialogTable(4096, 0).EntryOf("inv-2@t"u8));
        Assert.Equal(1383, new DialogTable(4096, 0).EntryOf("inv-1@t"u8));
    }

    [Fact]
    public void A_dialog_leaves_once()
    {
        var dialog = Add("call", "a", "b");

        Assert.True(_table.Remove(dialog));
        Assert.False(_table.Remove(dialog));
        Assert.Equal(0, _table.Count);
        Assert.Null(_table.Find(dialog.Entry, dialog.Id));
        Assert.Empty(_table.FindAll("call"));
    }

    [Fact]
    public async Task Many_threads_add_find_and_remove_without_losing_a_dialog()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => Churn(worker))));

        Assert.Equal(kept.Sum(static dialogs => dialogs.Count), _table.Count);
        Assert.All(kept.SelectMany(static dialogs => dialogs), dialog => Assert.Same(dialog, _table.Find(dialog.Entry, dialog.Id)));
        Assert.Equal(_table.Count, _table.All().Count);
    }

    [Fact]
    public void A_dialog_with_an_id_of_its_own_is_refused_when_the_id_is_taken_or_the_entry_is_none()
    {
        var first = Add("call", "a", "b");
        var second = Make("other", "a", "b");
        (second.Entry, second.Id) = (first.Entry, first.Id);

        Assert.False(_table.TryAdd(second));
        second.Id++;
        Assert.True(_table.TryAdd(second));
        var third = Make("third", "a", "b");
        third.Entry = 64;
        Assert.False(_table.TryAdd(third));
    }

    private List<SipDialog> Churn(int worker)
    {
        var kept = new List<SipDialog>();
        for (var i = 0; i < 2000; i++)
        {
            var callId = string.Create(CultureInfo.InvariantCulture, $"{worker}-{i}");
            var dialog = Add(callId, "a", "b");
            Assert.Same(dialog, _table.Find(Latin1.ToBytes(callId), "a"u8, "b"u8, out _));
            if (i % 4 == 0)
                kept.Add(dialog);
            else
                Assert.True(_table.Remove(dialog));
        }

        return kept;
    }

    private SipDialog Add(string callId, string fromTag, string? toTag)
    {
        var dialog = Make(callId, fromTag, toTag);
        _table.Add(dialog, start: 0, step: 1);
        return dialog;
    }

    private SipDialog Make(string callId, string fromTag, string? toTag)
    {
        var texts = new DialogTexts(64);
        texts.Set(DialogField.CallId, Latin1.ToBytes(callId));
        texts.Set(DialogField.CallerTag, Latin1.ToBytes(fromTag));
        if (toTag is not null)
            texts.Set(DialogField.CalleeTag, Latin1.ToBytes(toTag));

        return new SipDialog(_table, texts, _table.HashOf(Latin1.ToBytes(callId)));
    }
}
