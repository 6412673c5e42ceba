using System.Collections.Immutable;

namespace Ami.Core;

// How the values of the core travel in grain calls. Each has one shape on the wire; a changed alias, id or type is refused by a test.
// The alias of a generic type ends with its arity: without it Orleans writes a name that it cannot read.

[GenerateSerializer, Immutable, Alias("ami.symbol")]
internal struct SymbolSurrogate
{
    [Id(0)]
    public string Value;
}

[RegisterConverter]
internal sealed class SymbolConverter : IConverter<Symbol, SymbolSurrogate>
{
    public Symbol ConvertFromSurrogate(in SymbolSurrogate surrogate) => Symbol.Of(surrogate.Value);

    public SymbolSurrogate ConvertToSurrogate(in Symbol value) => new() { Value = value.Value };
}

[GenerateSerializer, Immutable, Alias("ami.currency")]
internal struct CurrencySurrogate
{
    [Id(0)]
    public string Code;
}

[RegisterConverter]
internal sealed class CurrencyConverter : IConverter<Currency, CurrencySurrogate>
{
    public Currency ConvertFromSurrogate(in CurrencySurrogate surrogate) => Currency.Parse(surrogate.Code).Value;

    public CurrencySurrogate ConvertToSurrogate(in Currency value) => new() { Code = value.Code };
}

[GenerateSerializer, Immutable, Alias("ami.money")]
internal struct MoneySurrogate
{
    [Id(0)]
    public decimal Amount;

    [Id(1)]
    public Currency Currency;
}

[RegisterConverter]
internal sealed class MoneyConverter : IConverter<Money, MoneySurrogate>
{
    public Money ConvertFromSurrogate(in MoneySurrogate surrogate) => new(surrogate.Amount, surrogate.Currency);

    public MoneySurrogate ConvertToSurrogate(in Money value) => new() { Amount = value.Amount, Currency = value.Currency };
}

[GenerateSerializer, Immutable, Alias("ami.error")]
internal struct ErrorSurrogate
{
    [Id(0)]
    public string Code;

    [Id(1)]
    public string Message;

    [Id(2)]
    public ErrorKind Kind;

    [Id(3)]
    public ImmutableDictionary<string, string[]>? Fields;

    [Id(4)]
    public TimeSpan? RetryAfter;

    [Id(5)]
    public ImmutableDictionary<string, string>? Facts;
}

[RegisterConverter]
internal sealed class ErrorConverter : IConverter<Error, ErrorSurrogate>
{
    public Error ConvertFromSurrogate(in ErrorSurrogate surrogate) =>
        new(surrogate.Code, surrogate.Message, surrogate.Kind)
        {
            Fields = surrogate.Fields ?? ImmutableDictionary<string, string[]>.Empty,
            RetryAfter = surrogate.RetryAfter,
            Facts = surrogate.Facts ?? ImmutableDictionary<string, string>.Empty,
        };

    public ErrorSurrogate ConvertToSurrogate(in Error value) =>
        new()
        {
            Code = value.Code,
            Message = value.Message,
            Kind = value.Kind,
            Fields = value.Fields.IsEmpty ? null : value.Fields,
            RetryAfter = value.RetryAfter,
            Facts = value.Facts.IsEmpty ? null : value.Facts,
        };
}

[GenerateSerializer, Immutable, Alias("ami.result`1")]
internal struct ResultSurrogate<T>
{
    [Id(0)]
    public T? Value;

    [Id(1)]
    public Error? Error;
}

[RegisterConverter]
internal sealed class ResultConverter<T> : IConverter<Result<T>, ResultSurrogate<T>>
{
    public Result<T> ConvertFromSurrogate(in ResultSurrogate<T> surrogate) => surrogate.Error is { } error ? error : surrogate.Value!;

    public ResultSurrogate<T> ConvertToSurrogate(in Result<T> value) =>
        value.Try(out var present, out var error) ? new() { Value = present } : new() { Error = error };
}
