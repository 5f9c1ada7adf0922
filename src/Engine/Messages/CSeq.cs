namespace Signalbox.Engine.Messages;

/// <summary>A CSeq value (RFC 3261 §20.16).</summary>
/// <param name="Number">Sequence number.</param>
/// <param name="Method">Method, <see cref="SipMethod.Other"/> when unknown.</param>
/// <param name="NumberText">The digits as written.</param>
/// <param name="MethodText">The method as written.</param>
public readonly record struct CSeq(uint Number, SipMethod Method, TextRange NumberText, TextRange MethodText);
