using System.Globalization;

namespace Ami.Quant.Rules;

/// <summary>What is wrong with a rule, and where.</summary>
/// <param name="Code">Stable code: one of the constants of this type. <see cref="RuleTexts"/> has its words.</param>
/// <param name="Start">First character concerned, from 0; the length of the text when something is missing at its end.</param>
/// <param name="Length">Characters concerned; 0 when something is missing.</param>
/// <param name="Arguments">What goes into the words' {0}, {1} …; one that is itself a key of <see cref="RuleTexts.All"/> stands for those words.</param>
public sealed record RuleError(string Code, int Start, int Length, IReadOnlyList<string> Arguments)
{
    internal RuleError(string code, int start, int length)
        : this(code, start, length, []) { }

    /// <summary>What to write in place of the characters concerned; null without a good guess.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Nothing was written.</summary>
    public const string Empty = "rules.empty";

    /// <summary>More characters than allowed: {0} allowed, {1} found.</summary>
    public const string TooLong = "rules.too-long";

    /// <summary>Character {0} means nothing here.</summary>
    public const string UnexpectedCharacter = "rules.unexpected-character";

    /// <summary>{0} is written {1} here.</summary>
    public const string UseInstead = "rules.use-instead";

    /// <summary>A quotation mark has no partner.</summary>
    public const string UnterminatedText = "rules.unterminated-text";

    /// <summary>{0} is neither a number nor a duration.</summary>
    public const string BadNumber = "rules.bad-number";

    /// <summary>{0} is too large to count with.</summary>
    public const string NumberTooLarge = "rules.number-too-large";

    /// <summary>{0} was expected, {1} found.</summary>
    public const string Unexpected = "rules.unexpected";

    /// <summary>{0} was expected, the text ends.</summary>
    public const string UnexpectedEnd = "rules.unexpected-end";

    /// <summary>A second comparison {0} on a comparison.</summary>
    public const string ChainedComparison = "rules.chained-comparison";

    /// <summary>Nested deeper than {0}.</summary>
    public const string TooDeep = "rules.too-deep";

    /// <summary>More than {0} parts.</summary>
    public const string TooManyParts = "rules.too-many-parts";

    /// <summary>Function {0} with more than {1} arguments.</summary>
    public const string TooManyArguments = "rules.too-many-arguments";

    /// <summary>No series and no fact is called {0}.</summary>
    public const string UnknownName = "rules.unknown-name";

    /// <summary>No function is called {0}.</summary>
    public const string UnknownFunction = "rules.unknown-function";

    /// <summary>{0} is a function and wants parentheses: {1}.</summary>
    public const string MissingParentheses = "rules.missing-parentheses";

    /// <summary>{0} is no function and takes no parentheses.</summary>
    public const string NotAFunction = "rules.not-a-function";

    /// <summary>{0} has several outputs, one of {1} must be chosen.</summary>
    public const string OutputRequired = "rules.output-required";

    /// <summary>{0} has no output {1}; it has {2}.</summary>
    public const string UnknownOutput = "rules.unknown-output";

    /// <summary>{0} with {1} arguments; it is used as {2}.</summary>
    public const string ArgumentCount = "rules.argument-count";

    /// <summary>Argument {0} of {1} must be {2}, not {3}.</summary>
    public const string ArgumentType = "rules.argument-type";

    /// <summary>{0} wants {1}, not {2}.</summary>
    public const string OperandType = "rules.operand-type";

    /// <summary>{0} does not go between {1} and {2}.</summary>
    public const string OperandsDiffer = "rules.operands-differ";

    /// <summary>{0} must be a number that is written out.</summary>
    public const string NotConstant = "rules.not-constant";

    /// <summary>{0} must be a whole number, not {1}.</summary>
    public const string NotWhole = "rules.not-whole";

    /// <summary>{0} must lie between {1} and {2}, not {3}.</summary>
    public const string OutOfRange = "rules.out-of-range";

    /// <summary>The numbers given to {0} contradict each other.</summary>
    public const string Conflict = "rules.conflict";

    /// <summary>{0} is no series and has no past.</summary>
    public const string NoPast = "rules.no-past";

    /// <summary>Fact {0} is never {1}; it is one of {2}.</summary>
    public const string UnknownText = "rules.unknown-text";

    /// <summary>One <c>on</c> inside another.</summary>
    public const string NestedInterval = "rules.nested-interval";

    /// <summary>The whole must be {0}, and is {1}.</summary>
    public const string WrongResult = "rules.wrong-result";

    /// <summary>Looks back over more than {0} bars: {1}.</summary>
    public const string TooMuchLookBack = "rules.too-much-look-back";

    /// <summary>Costs more than {0} per bar: {1}.</summary>
    public const string TooCostly = "rules.too-costly";

    /// <summary>What to tell the person, in English.</summary>
    public override string ToString() => RuleTexts.Message(this).English;

    internal static string Figure(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How the reading of a rule is given up; never leaves this folder.</summary>
internal sealed class RuleException(RuleError error) : Exception(error.Code)
{
    public RuleError Error { get; } = error;
}
