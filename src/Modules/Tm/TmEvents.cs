using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Tm;

/// <summary>The events of one generation.</summary>
/// <param name="LocalRequest">Before a request made here is sent.</param>
/// <param name="LocalResponse">After a reply made here was sent.</param>
/// <param name="LocalResponseSent">The same, later.</param>
/// <param name="LocalAckSent">After the ACK to a 2xx of an INVITE made here was sent.</param>
internal sealed record TmEvents(EventRoute LocalRequest, EventRoute LocalResponse, EventRoute LocalResponseSent, EventRoute LocalAckSent);
