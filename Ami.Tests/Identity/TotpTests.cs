using System.Text;
using Ami.Modules.Identity;
using Microsoft.Extensions.Configuration;

namespace Ami.Tests.Identity;

[TestClass]
public sealed class TotpTests
{
    private static readonly byte[] Secret = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B.</summary>
    [TestMethod]
    [DataRow(59L, "94287082")]
    [DataRow(1111111109L, "07081804")]
    [DataRow(1111111111L, "14050471")]
    [DataRow(1234567890L, "89005924")]
    [DataRow(2000000000L, "69279037")]
    [DataRow(20000000000L, "65353130")]
    public void Code_VectorsOfTheRfc_AreMet(long seconds, string expected) =>
        Totp.Code(Secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8).ShouldBe(expected);

    [TestMethod]
    [DataRow(-60, false)]
    [DataRow(-30, true)]
    [DataRow(0, true)]
    [DataRow(30, true)]
    [DataRow(60, false)]
    public void Match_ClockDiffers_OneStepIsForgiven(int seconds, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        var code = Totp.Code(Secret, Totp.StepOf(now.AddSeconds(seconds)));
        (Totp.Match(Secret, code, now, lastStep: 0) is not null).ShouldBe(accepted);
    }

    [TestMethod]
    public void Match_StepUsedOrOlder_IsNotTakenAgain()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        var step = Totp.Match(Secret, Totp.Code(Secret, Totp.StepOf(now)), now, lastStep: 0).ShouldNotBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step), now, lastStep: step).ShouldBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step - 1), now, lastStep: step).ShouldBeNull();
        Totp.Match(Secret, Totp.Code(Secret, step + 1), now, lastStep: step).ShouldBe(step + 1);
    }

    /// <summary>RFC 4648, section 10.</summary>
    [TestMethod]
    [DataRow("", "")]
    [DataRow("f", "MY")]
    [DataRow("fo", "MZXQ")]
    [DataRow("foo", "MZXW6")]
    [DataRow("foob", "MZXW6YQ")]
    [DataRow("fooba", "MZXW6YTB")]
    [DataRow("foobar", "MZXW6YTBOI")]
    public void Base32_VectorsOfTheRfc_AreMet(string text, string expected) => Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);

    [TestMethod]
    public void RecoveryCode_TypedCarelessly_IsTheSame()
    {
        var master = Master();
        var (user, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var hash = RecoveryCode.Hash(master, user, "0123a-bcd1e").ShouldNotBeNull();
        foreach (var typed in new[] { "0123ABCD1E", " 0123a bcd1e ", "o123a-bcdle", "O123A-BCDIE" })
        {
            RecoveryCode.Hash(master, user, typed).ShouldBe(hash, typed);
        }

        foreach (var wrong in new[] { "", "0123a-bcd1", "0123a-bcd1ef", "0123a-bcd1u", "0123a-bcd1é" })
        {
            RecoveryCode.Hash(master, user, wrong).ShouldBeNull(wrong);
        }

        RecoveryCode.Hash(master, other, "0123a-bcd1e").ShouldNotBe(hash);
        RecoveryCode.New().ShouldMatch("^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$");
    }

    [TestMethod]
    public void QrPicture_OfAnAddress_HasItsThreeFinderPatterns()
    {
        var picture = QrPicture.Of(Totp.Address(Secret, "ana+test@example.com"));

        // The top row of a finder pattern is seven dark squares, after a quiet zone of four.
        picture.Path.ShouldContain("M4 4h7v1H4z");
        picture.Path.ShouldContain($"M{picture.Size - 11} 4h7v1H{picture.Size - 11}z");
        picture.Path.ShouldContain($"M4 {picture.Size - 11}h7v1H4z");
        Totp.Address(Secret, "ana+test@example.com")
            .ShouldBe("otpauth://totp/AMI:ana%2Btest%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=AMI&algorithm=SHA1&digits=6&period=30");
    }

    private static MasterKey Master() =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { [MasterKey.Setting] = Convert.ToBase64String(new byte[32]) })
                .Build()
        );
}
