using System.Diagnostics.CodeAnalysis;

namespace Ami.Kernel;

/// <summary>Lets infrastructure see whether a result failed without knowing its type.</summary>
internal interface IOutcome
{
    /// <summary>True for an error.</summary>
    bool Failed { get; }
}

/// <summary>Either a value or an <see cref="Ami.Kernel.Error"/>. <c>default</c> is not a valid result and throws when read.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Result<T> : IOutcome
{
    private readonly T? _value;
    private readonly Error? _error;
    private readonly bool _initialised;

    private Result(T? value, Error? error) => (_value, _error, _initialised) = (value, error, true);

    /// <summary>True when there is a value.</summary>
    public bool IsOk => _initialised ? _error is null : throw new InvalidOperationException("The result was never set.");

    /// <summary>The value; reading it from a failure is a bug and throws.</summary>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"The result is the error {_error!.Code}: {_error.Message}");

    bool IOutcome.Failed => !IsOk;

    /// <summary>The error; reading it from a success is a bug and throws.</summary>
    public Error Error => IsOk ? throw new InvalidOperationException("The result is a value.") : _error!;

    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Wraps an error.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error ?? throw new ArgumentNullException(nameof(error)));

    /// <summary>Takes the result apart: true with the value, or false with the error.</summary>
    public bool Try([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Error? error)
    {
        (value, error) = (_value, _error);
        return IsOk;
    }

    /// <summary>Maps the value and leaves an error as it is.</summary>
    public Result<TOut> Map<TOut>(Func<T, TOut> map) => IsOk ? map(_value!) : _error!;

    /// <summary>Folds both cases into one.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Error, TOut> failed) => IsOk ? ok(_value!) : failed(_error!);
}

/// <summary>Success without a value, or an <see cref="Ami.Kernel.Error"/>.</summary>
public readonly struct Result : IOutcome
{
    private readonly Error? _error;

    private Result(Error error) => _error = error;

    /// <summary>Success.</summary>
    public static Result Ok => default;

    /// <summary>True when there is no error.</summary>
    public bool IsOk => _error is null;

    bool IOutcome.Failed => !IsOk;

    /// <summary>The error; reading it from a success is a bug and throws.</summary>
    public Error Error => _error ?? throw new InvalidOperationException("The result is a success.");

    /// <summary>Wraps an error.</summary>
    public static implicit operator Result(Error error) => new(error ?? throw new ArgumentNullException(nameof(error)));
}
