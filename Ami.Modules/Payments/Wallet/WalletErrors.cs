namespace Ami.Modules.Payments;

/// <summary>What can be refused about the wallet, with stable codes. Their words for people are in the web app.</summary>
internal static class WalletErrors
{
    public static Error CurrencyUnknown { get; } = Error.InvalidField("wallet.currency_unknown", "currency", "Choose one of the currencies of the wallet.");

    public static Error AmountInvalid { get; } =
        Error.InvalidField("wallet.amount_invalid", "amount", "Choose an amount of at least the minimum, in whole cents.");

    public static Error DestinationInvalid { get; } =
        Error.InvalidField("wallet.destination_invalid", "destination", "Write the account that the money goes to, with 4 to 120 characters.");

    public static Error DepositLimit { get; } =
        Error.Conflict("wallet.deposit_limit", "This is more than your plan lets you pay in today, or keep in the wallet.");

    public static Error WithdrawalLimit { get; } = Error.Conflict("wallet.withdrawal_limit", "This is more than your plan lets you take out today.");

    public static Error MoneyMissing { get; } =
        Error.Conflict("wallet.money_missing", "A deposit was paid back by your bank after its money had left the wallet. Settle that first.");

    public static Error OwnerShort { get; } =
        Error.Conflict(
            "wallet.owner_short",
            "A bank took back a deposit of this person, and the money for it is missing. Refuse the withdrawal, and collect what is missing."
        );

    public static Error DepositUnknown { get; } = Error.NotFound("wallet.deposit_unknown", "There is no such deposit.");

    public static Error DepositDiffers { get; } =
        Error.Conflict("wallet.deposit_differs", "What was paid is not what the deposit asked for; nothing was credited.");

    public static Error WithdrawalUnknown { get; } = Error.NotFound("wallet.withdrawal_unknown", "There is no such withdrawal.");

    public static Error NotYours { get; } = Error.NotFound("wallet.withdrawal_not_yours", "There is no such withdrawal among yours.");

    public static Error WithdrawalChanged { get; } =
        Error.Conflict("wallet.withdrawal_changed", "Somebody changed this withdrawal meanwhile. Look at it again.");

    public static Error NotPossibleNow { get; } = Error.Conflict("wallet.withdrawal_state", "This cannot be done with the withdrawal as it stands.");

    public static Error OwnWithdrawal { get; } = new("wallet.own_withdrawal", "Somebody else has to decide on your own withdrawal.", ErrorKind.Forbidden);

    public static Error SecondPerson { get; } = new("wallet.second_approver", "A second person has to approve this withdrawal.", ErrorKind.Forbidden);

    public static Error ReasonRequired { get; } = Error.InvalidField("wallet.reason_required", "reason", "Write why, with 3 to 300 characters.");

    public static Error ReferenceRequired { get; } =
        Error.InvalidField("wallet.reference_required", "reference", "Write the reference of the payment, with 3 to 120 characters.");

    public static Error PeriodInvalid { get; } =
        Error.InvalidField("wallet.statement_period_invalid", "to", "Choose a first day and a last day that is not before it, between 2000 and 2200.");

    public static Error StatementTooLong { get; } =
        new("wallet.statement_too_long", "There are more than 2,000 movements in this period. Choose a shorter one.", ErrorKind.Unprocessable);

    public static Error PracticeFull { get; } =
        Error.InvalidField("wallet.practice_wallet_full", "amount", "There can be at most 100,000,000 of practice money in the wallet.");
}
