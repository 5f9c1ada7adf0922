namespace Signalbox.Modules.Tm;

/// <summary>A transaction of a bucket with what tells it from most others, so that those need not be looked at.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="RequestKey">See <see cref="RequestMatch.KeyOf"/>.</param>
/// <param name="CallKey">See <see cref="RequestMatch.CallKeyOf(Engine.Messages.SipMessage)"/>.</param>
/// <param name="DigestKey">Beginning of its digest.</param>
internal readonly record struct TransactionEntry(Transaction Transaction, uint RequestKey, uint CallKey, ulong DigestKey);
