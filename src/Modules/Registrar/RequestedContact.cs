using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Registrar;

/// <summary>One Contact value of a REGISTER, in place: its texts are ranges of the message.</summary>
/// <param name="Uri">Its URI, without brackets.</param>
/// <param name="Instance">Value of <c>+sip.instance</c>; empty when there is none.</param>
/// <param name="Expires">End of the registration in seconds since 1970.</param>
/// <param name="Q">Preference in thousandths; -1 when not given.</param>
/// <param name="RegId">Value of <c>reg-id</c>; 0 when there is none.</param>
/// <param name="Methods">Methods that it takes.</param>
/// <param name="IsRemoval">True when it asks to be forgotten.</param>
internal readonly record struct RequestedContact(TextRange Uri, TextRange Instance, long Expires, int Q, int RegId, uint Methods, bool IsRemoval);
