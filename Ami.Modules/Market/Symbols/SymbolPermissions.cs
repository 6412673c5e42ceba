using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Market.Symbols;

/// <summary>What staff may do with symbols.</summary>
internal static class SymbolPermissions
{
    /// <summary>See what each symbol costs, when it trades and where its prices come from.</summary>
    public static Permission Read { get; } =
        new(
            "market.symbols",
            [Roles.Support, Roles.Admin],
            "See the terms, hours and sources of symbols",
            "Ver las condiciones, los horarios y las fuentes de los símbolos"
        );

    /// <summary>Change them, and fetch their history.</summary>
    public static Permission Manage { get; } =
        new(
            "market.symbols-manage",
            [Roles.Admin],
            "Change the terms, hours and sources of symbols, and fetch their history",
            "Cambiar las condiciones, los horarios y las fuentes de los símbolos, y traer su historia"
        );
}
