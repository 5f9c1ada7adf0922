namespace Signalbox.Engine.Catalog;

/// <summary>
/// Marks an argument that is a line for the shell. Variables in it are put between quotes when they are expanded, so that
/// the shell reads what the script wrote and nothing that came in a message. A text that is one variable alone is taken as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ShellAttribute : Attribute;
