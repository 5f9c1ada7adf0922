namespace Signalbox.Modules.Avpops;

/// <summary>Operators of avp_check().</summary>
internal enum CheckOperator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Ne,

    /// <summary>Less than.</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Le,

    /// <summary>Greater than.</summary>
    Gt,

    /// <summary>Greater or equal.</summary>
    Ge,

    /// <summary>Regular expression, without case.</summary>
    Re,

    /// <summary>Shell pattern: * ? [abc].</summary>
    Fm,

    /// <summary>A common bit.</summary>
    And,

    /// <summary>A bit in one of them.</summary>
    Or,

    /// <summary>A bit in exactly one of them.</summary>
    Xor,
}
