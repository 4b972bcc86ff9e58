"""Impact assessments: data protection (RGPD art. 35) and fundamental rights (AI Act art. 27)."""
