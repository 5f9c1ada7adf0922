namespace Signalbox.Modules.Xhttp.Api;

/// <summary>Says that HTTP requests run a route; implemented by xhttp.</summary>
internal interface IHttpRequests;
