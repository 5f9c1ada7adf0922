using Signalbox.Script.Text;

namespace Signalbox.Script.Syntax;

/// <summary>The operators between two values with their precedence, 1 binding loosest. All group to the left.</summary>
internal static class Operators
{
    private static readonly (string Text, BinaryOperator Operator, int Level)[] Table =
    [
        ("||", BinaryOperator.Or, 1), ("or", BinaryOperator.Or, 1),
        ("&&", BinaryOperator.And, 2), ("and", BinaryOperator.And, 2),
        ("|", BinaryOperator.BitOr, 3),
        ("&", BinaryOperator.BitAnd, 4),
        ("^", BinaryOperator.BitXor, 5),
        ("<<", BinaryOperator.ShiftLeft, 6),
        (">>", BinaryOperator.ShiftRight, 7),
        ("==", BinaryOperator.Equal, 8), ("!=", BinaryOperator.NotEqual, 8), ("=~", BinaryOperator.Match, 8),
        ("eq", BinaryOperator.TextEqual, 8), ("ne", BinaryOperator.TextNotEqual, 8),
        ("ieq", BinaryOperator.IntegerEqual, 8), ("ine", BinaryOperator.IntegerNotEqual, 8),
        ("<", BinaryOperator.Less, 9), (">", BinaryOperator.Greater, 9),
        ("<=", BinaryOperator.LessOrEqual, 9), (">=", BinaryOperator.GreaterOrEqual, 9),
        ("+", BinaryOperator.Add, 10), ("-", BinaryOperator.Subtract, 10),
        ("*", BinaryOperator.Multiply, 11), ("/", BinaryOperator.Divide, 11), ("mod", BinaryOperator.Modulo, 11),
    ];

    /// <summary>The operator that a token stands for.</summary>
    public static bool TryFind(Token token, out BinaryOperator found, out int level)
    {
        if (token.Kind is TokenKind.Symbol or TokenKind.Identifier)
        {
            foreach (var (text, symbol, height) in Table)
            {
                if (string.Equals(text, token.Text, StringComparison.Ordinal))
                {
                    found = symbol;
                    level = height;
                    return true;
                }
            }
        }

        found = default;
        level = 0;
        return false;
    }

    /// <summary>The operator as cfg.</summary>
    public static string Text(BinaryOperator symbol)
    {
        foreach (var (text, candidate, _) in Table)
        {
            if (candidate == symbol)
                return text;
        }

        return "?";
    }
}
