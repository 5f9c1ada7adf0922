namespace Signalbox.Modules.AuthDb;

/// <summary>Names of the columns of a table of subscribers.</summary>
/// <param name="User">User.</param>
/// <param name="Domain">Domain.</param>
/// <param name="Password">Password, or HA1.</param>
/// <param name="Password2">HA1 of a user name that carries its domain.</param>
internal sealed record SubscriberColumns(string User, string Domain, string Password, string Password2);
