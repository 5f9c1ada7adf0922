using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Tests.Properties;

/// <summary>A tree as text with everything but the places: two trees are the same when their shapes are.</summary>
internal static class SyntaxShape
{
    public static string Of(SyntaxNode node)
    {
        var builder = new StringBuilder();
        Append(builder, node);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, object? value)
    {
        switch (value)
        {
            // The printer leaves out statements that do nothing by writing them as they are; parentheses stay.
            case SyntaxNode node:
                builder.Append(node.GetType().Name).Append('(');
                foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static one => one.PropertyType != typeof(SourceSpan)))
                {
                    Append(builder, property.GetValue(node));
                    builder.Append(',');
                }

                builder.Append(')');
                break;
            case string text:
                builder.Append('"').Append(text).Append('"');
                break;
            case IEnumerable list:
                foreach (var item in list)
                    Append(builder, item);

                break;
            default:
                builder.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }
}
