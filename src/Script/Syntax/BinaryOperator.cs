namespace Signalbox.Script.Syntax;

/// <summary>Operators between two values.</summary>
internal enum BinaryOperator
{
    Or,
    And,
    BitOr,
    BitAnd,
    BitXor,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    Match,
    TextEqual,
    TextNotEqual,
    IntegerEqual,
    IntegerNotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}
