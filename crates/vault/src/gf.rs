//! Arithmetic of shares: GF(256) with the polynomial x⁸ + x⁴ + x³ + x + 1, without tables and without branches on
//! secrets. (Libraries for this read tables at secret places and bring their own source of chance.)

/// Product.
pub(super) fn mul(a: u8, b: u8) -> u8 {
    let (mut a, mut product) = (a, 0);
    for bit in 0..8 {
        // 0xff where the bit is set.
        product ^= a & ((b >> bit) & 1).wrapping_neg();
        let carry = (a >> 7).wrapping_neg();
        a = (a << 1) ^ (0x1b & carry);
    }
    product
}

/// Inverse: the power 254. That of 0 is 0.
fn inverse(a: u8) -> u8 {
    let mut power = a;
    for _ in 0..6 {
        power = mul(mul(power, power), a);
    }
    mul(power, power)
}

/// The polynomial with these coefficients (constant first) at `x`.
pub(super) fn evaluate<'c>(coefficients: impl DoubleEndedIterator<Item = &'c [u8; 32]>, x: u8) -> [u8; 32] {
    coefficients.rev().fold([0; 32], |sum, coefficient| {
        std::array::from_fn(|at| mul(sum[at], x) ^ coefficient[at])
    })
}

/// The value at `x` of the polynomial through these points, whose places differ.
pub(super) fn interpolate(points: &[(u8, &[u8; 32])], x: u8) -> [u8; 32] {
    points.iter().fold([0; 32], |sum, (own, value)| {
        let weight = points
            .iter()
            .filter(|(other, _)| other != own)
            .fold(1, |weight, (other, _)| {
                mul(weight, mul(x ^ other, inverse(own ^ other)))
            });
        std::array::from_fn(|at| sum[at] ^ mul(weight, value[at]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Schoolbook: multiply as polynomials, then divide.
    fn slow(a: u8, b: u8) -> u8 {
        let mut long = (0..8)
            .filter(|bit| b >> bit & 1 == 1)
            .fold(0u16, |sum, bit| sum ^ (u16::from(a) << bit));
        for bit in (8..16).rev().filter(|_| true) {
            if long >> bit & 1 == 1 {
                long ^= 0x11b << (bit - 8);
            }
        }
        long as u8
    }

    #[test]
    fn every_product_and_every_inverse_is_right() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(mul(a, b), slow(a, b), "{a} × {b}");
            }
            assert_eq!(mul(a, inverse(a)), u8::from(a != 0), "{a}");
        }
    }

    #[test]
    fn the_field_is_that_of_aes() {
        // FIPS 197, section 4.2.
        assert_eq!((mul(0x57, 0x83), mul(0x57, 0x13)), (0xc1, 0xfe));
    }
}
