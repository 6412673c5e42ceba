using System.Collections.Frozen;
using System.Globalization;
using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

/// <summary>The words of every error, in both languages of the product.</summary>
public static class RuleTexts
{
    internal const string ExpectedValue = "rules.words.value";
    internal const string ExpectedOperator = "rules.words.operator";
    internal const string ExpectedEndOfArguments = "rules.words.end-of-arguments";
    internal const string ExpectedName = "rules.words.name";
    internal const string BarsAgo = "rules.words.bars-ago";
    internal const string NumberOrDuration = "rules.words.number-or-duration";

    /// <summary>Words by key: codes of errors with {0}, {1} … for their arguments, and the words that arguments can stand for.</summary>
    public static IReadOnlyDictionary<string, Term> All { get; } =
        new Dictionary<string, Term>
        {
            [RuleError.Empty] = new("Write a condition.", "Escribe una condición."),
            [RuleError.TooLong] = new("At most {0} characters; these are {1}.", "Como máximo {0} caracteres; hay {1}."),
            [RuleError.UnexpectedCharacter] = new("“{0}” means nothing here.", "«{0}» no significa nada aquí."),
            [RuleError.UseInstead] = new("Write {1} instead of {0}.", "Escribe {1} en lugar de {0}."),
            [RuleError.UnterminatedText] = new("The closing quotation mark is missing.", "Falta la comilla de cierre."),
            [RuleError.BadNumber] = new("“{0}” is neither a number nor a duration such as 30m.", "«{0}» no es un número ni una duración como 30m."),
            [RuleError.NumberTooLarge] = new("{0} is too large.", "{0} es demasiado grande."),
            [RuleError.Unexpected] = new("Expected {0}, found “{1}”.", "Se esperaba {0}; hay «{1}»."),
            [RuleError.UnexpectedEnd] = new("Something is missing at the end: {0}.", "Falta algo al final: {0}."),
            [RuleError.ChainedComparison] = new(
                "Comparisons cannot be chained; join two of them with and.",
                "Las comparaciones no se encadenan; une dos con and."
            ),
            [RuleError.TooDeep] = new("Nested too deeply: at most {0} levels.", "Demasiados niveles anidados: como máximo {0}."),
            [RuleError.TooManyParts] = new("Too long a rule: at most {0} parts.", "Regla demasiado larga: como máximo {0} partes."),
            [RuleError.TooManyArguments] = new("{0} takes at most {1} arguments.", "{0} admite como máximo {1} argumentos."),
            [RuleError.UnknownName] = new("There is no series or fact “{0}”.", "No existe la serie ni el dato «{0}»."),
            [RuleError.UnknownFunction] = new("There is no function “{0}”.", "No existe la función «{0}»."),
            [RuleError.MissingParentheses] = new("{0} is a function: write {1}.", "{0} es una función: escribe {1}."),
            [RuleError.NotAFunction] = new("{0} is not a function; leave the parentheses out.", "{0} no es una función; quita los paréntesis."),
            [RuleError.OutputRequired] = new("{0} has several outputs; choose one: {1}.", "{0} tiene varias salidas; elige una: {1}."),
            [RuleError.UnknownOutput] = new("{0} has no output {1}; it has: {2}.", "{0} no tiene la salida {1}; tiene: {2}."),
            [RuleError.ArgumentCount] = new("{0} does not take {1} arguments: {2}.", "{0} no admite {1} argumentos: {2}."),
            [RuleError.ArgumentType] = new("Argument {0} of {1} must be {2}, not {3}.", "El argumento {0} de {1} debe ser {2}, no {3}."),
            [RuleError.OperandType] = new("{0} needs {1}, not {2}.", "{0} necesita {1}, no {2}."),
            [RuleError.OperandsDiffer] = new("{0} cannot stand between {1} and {2}.", "{0} no puede estar entre {1} y {2}."),
            [RuleError.NotConstant] = new("{0} must be written out as a number.", "{0} debe escribirse como un número."),
            [RuleError.NotWhole] = new("{0} must be a whole number, not {1}.", "{0} debe ser un número entero, no {1}."),
            [RuleError.OutOfRange] = new("{0} must be between {1} and {2}, not {3}.", "{0} debe estar entre {1} y {2}, no {3}."),
            [RuleError.Conflict] = new(
                "The numbers given to {0} contradict each other; a fast period must be shorter than a slow one.",
                "Los números dados a {0} se contradicen; un período rápido debe ser más corto que uno lento."
            ),
            [RuleError.NoPast] = new("{0} has no earlier values: it is not a series.", "{0} no tiene valores anteriores: no es una serie."),
            [RuleError.UnknownText] = new("{0} is never “{1}”; it is one of: {2}.", "{0} nunca es «{1}»; es uno de: {2}."),
            [RuleError.NestedInterval] = new("on cannot stand inside another on.", "on no puede estar dentro de otro on."),
            [RuleError.WrongResult] = new("The rule must be {0}; it is {1}.", "La regla debe ser {0}; es {1}."),
            [RuleError.TooMuchLookBack] = new(
                "The rule looks back over {1} bars in all; at most {0} are allowed.",
                "La regla mira {1} velas hacia atrás en total; como máximo {0}."
            ),
            [RuleError.TooCostly] = new(
                "The rule takes too much work per bar ({1} of {0}); shorten its windows.",
                "La regla exige demasiado trabajo por vela ({1} de {0}); acorta sus ventanas."
            ),
            [ExpectedValue] = new("a number, name, function or parenthesis", "un número, nombre, función o paréntesis"),
            [ExpectedOperator] = new("an operator such as and, > or +", "un operador como and, > o +"),
            [ExpectedEndOfArguments] = new("a comma or closing parenthesis", "una coma o un paréntesis de cierre"),
            [ExpectedName] = new("a name", "un nombre"),
            [BarsAgo] = new("The number of bars", "El número de velas"),
            [NumberOrDuration] = new("a number or a duration", "un número o una duración"),
            [WordOf(RuleType.Number)] = new("a number", "un número"),
            [WordOf(RuleType.Truth)] = new("a condition", "una condición"),
            [WordOf(RuleType.Text)] = new("a text", "un texto"),
            [WordOf(RuleType.Duration)] = new("a duration", "una duración"),
            [WordOf(RuleType.Numbers)] = new("a series of numbers", "una serie de números"),
            [WordOf(RuleType.Truths)] = new("a condition at every bar", "una condición en cada vela"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What to tell the person about an error.</summary>
    public static Term Message(RuleError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var words = All[error.Code];
        return new Term(Fill(words.English, error, term => term.English), Fill(words.Spanish, error, term => term.Spanish));
    }

    internal static string WordOf(RuleType type) =>
        type.Kind switch
        {
            RuleKind.Number => type.IsSeries ? "rules.words.numbers" : "rules.words.number",
            RuleKind.Truth => type.IsSeries ? "rules.words.truths" : "rules.words.truth",
            RuleKind.Text => "rules.words.text",
            _ => "rules.words.duration",
        };

    private static string Fill(string words, RuleError error, Func<Term, string> language) =>
        string.Format(
            CultureInfo.InvariantCulture,
            words,
            [.. error.Arguments.Select(argument => All.TryGetValue(argument, out var term) ? language(term) : argument)]
        );
}
