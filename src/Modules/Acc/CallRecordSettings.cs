namespace Signalbox.Modules.Acc;

/// <summary>Which calls have a record, and what it says.</summary>
/// <param name="StartsConfirmed">True when a call begins with its ACK instead of the INVITE.</param>
/// <param name="TakesFailed">True for calls that were never answered too.</param>
/// <param name="TakesExpired">True for calls that their lifetime ended too.</param>
/// <param name="Skip">Variable of the call that leaves it out; empty = none.</param>
/// <param name="Names">Names of start, end and duration.</param>
/// <param name="Fields">Further values.</param>
internal sealed record CallRecordSettings(
    bool StartsConfirmed, bool TakesFailed, bool TakesExpired, string Skip, string[] Names, CallField[] Fields);
